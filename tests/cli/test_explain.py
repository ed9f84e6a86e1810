"""`kg explain`."""

from __future__ import annotations


def test_what_is_found_in_a_sentence(kg):
    done = kg("explain", "Vladimir Putin called Recep Tayyip Erdoğan on Monday.", "--date", "2021-01-20")
    assert done.exit_code == 0
    for found in ("CONSULT", "phone", "Vladimir Putin", "Recep Tayyip Erdoğan", "2021-01-18"):
        assert found in done.stdout
