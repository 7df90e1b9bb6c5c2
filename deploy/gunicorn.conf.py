"""How gunicorn serves the product; the number of workers comes from WEB_CONCURRENCY."""

import gc

wsgi_app = "config.wsgi:application"
worker_class = "gthread"
threads = 24  # more than FLEXPORTAL_WAITERS, so that pages answer while some wait
timeout = 30
graceful_timeout = 15
keepalive = 5
forwarded_allow_ips = ""  # the product itself decides which proxies it believes
control_socket_disable = True


def post_worker_init(worker: object) -> None:
    """What the start has made stays for good: the collector need not walk it at every turn."""
    gc.collect()
    gc.freeze()
