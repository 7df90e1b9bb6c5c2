"""A stand-in FlexPortal over real HTTP; it imports nothing of the product.

`cast.py` lists tenants, keys and the customers that never change. A test serves it in process with
`server.running_sandbox()`; `manage.py run_sandbox` serves it by itself. Faults (`faults.py`) come
from a header `X-Sandbox-Fault: NAME`, from asking for the customer `cust_fault_NAME`, or, for
every request below a path, from the control plane, which answers loopback only:

    POST   /_sandbox/fault     {"fault": NAME or null, "path": "/v1/payments", "latency_ms": 50}
    GET    /_sandbox/requests  what was asked, without keys
    DELETE /_sandbox/requests  forget it
"""
