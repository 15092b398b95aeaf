"""XML of Office files, read without entities, without the network and without endless depth."""

from __future__ import annotations

import zipfile
from typing import Any

from lxml import etree

from scorecard.readers.bounds import damaged, part_of


def tree_of(archive: zipfile.ZipFile, part: str, name: str) -> Any:
    """The root of a part's XML. Raises InputError if the part is not there or is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        with part_of(archive, part, name) as stream:
            return etree.parse(stream, parser).getroot()
    except etree.LxmlError as error:
        raise damaged(name, "an Office file", error) from error


def local(element: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The value of an attribute of this name, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), None)
