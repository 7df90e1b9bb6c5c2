"""Files on their way to the reader: named, never kept, never packed twice."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.http.request import HttpRequest
from django.utils.http import content_disposition_header

from customers.services.hold_place import HeldPlace
from customers.services.open_export import OpenFile


def accepts_gzip(request: HttpRequest) -> bool:
    """The reader unpacks what travels packed."""
    offered = request.headers.get("Accept-Encoding", "").replace(" ", "").lower().split(",")
    return any(one == "gzip" or (one.startswith("gzip;") and one[5:] != "q=0") for one in offered)


def send_file(request: HttpRequest, file: OpenFile) -> HttpResponseBase:
    """The file as a download, sent while it is made; to HEAD its headers. Raises Busy.

    The middleware that packs answers would hold back the first bytes and pack what is packed: it
    goes by what the request accepts, so that is taken from it here.
    """
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=file.content_type)
    else:
        response = StreamingHttpResponse(HeldPlace(file.chunks), content_type=file.content_type)
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Vary"] = "Accept-Encoding"
    if file.gzipped:
        response.headers["Content-Encoding"] = "gzip"
    if file.size is not None and request.method != "HEAD":
        response.headers["Content-Length"] = str(file.size)
    return response
