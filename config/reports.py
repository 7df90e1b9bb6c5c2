"""What an error report tells its readers."""

from types import FrameType

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class ReportFilter(SafeExceptionReporterFilter):
    """Hides the value of every variable and every posted field: a key may be in any of them."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, object]:
        """Return the names of what was posted."""
        if request is None or not self.is_active(request):
            return dict(super().get_post_parameters(request))
        return dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> list[tuple[str, object]]:
        """Return the names of a frame's variables."""
        if not self.is_active(request):
            return list(super().get_traceback_frame_variables(request, tb_frame))
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
