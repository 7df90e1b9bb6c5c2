"""What holds the sheets of an XLSX file together (ECMA-376, Open Packaging Conventions), as texts.

The last sheet says where the rows come from; those before it are one table, cut where it is full.
"""

from collections.abc import Sequence

from customers.domain.sheet_xml import MAIN, XML

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _relationships(inside: str) -> str:
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


ROOT = _relationships(
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
)


def workbook_xml(heights: Sequence[int], last_column: str) -> str:
    """The sheets by name, and where their filters lie; `heights` of the table, heads included."""
    numbers = range(1, len(heights) + 1)
    names = ["Customers" if number == 1 else f"Customers {number}" for number in numbers]
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate([*names, "About"], 1)
    )
    areas = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
        f"'{name}'!$A$1:${last_column}${height}</definedName>"
        for place, (name, height) in enumerate(zip(names, heights, strict=True))
    )
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/>'
        f"</bookViews><sheets>{sheets}</sheets><definedNames>{areas}</definedNames></workbook>"
    )


def relations_xml(sheet_count: int) -> str:
    """Where the sheets and the formats lie."""
    sheets = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheet_count + 1)
    )
    styles = (
        f'<Relationship Id="rId{sheet_count + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    )
    return _relationships(sheets + styles)


def types_xml(sheet_count: int) -> str:
    """What each part is."""
    parts = [f"worksheets/sheet{number}" for number in range(1, sheet_count + 1)]
    kinds = dict.fromkeys(parts, "worksheet") | {"workbook": "sheet.main", "styles": "styles"}
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
