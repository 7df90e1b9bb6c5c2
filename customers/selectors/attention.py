"""What crossed a line since a user last looked, over all tenants whose key works for them."""

from customers.domain.attention import Kind

ATTENTION_ICONS = {
    Kind.ENDING_UNRECOVERED: "calendar-clock",
    Kind.NEWLY_AT_RISK: "triangle-alert",
    Kind.WENT_SILENT: "bell-off",
    Kind.COST_EDITED: "pencil",
    Kind.BROKE_EVEN: "circle-check",
}
