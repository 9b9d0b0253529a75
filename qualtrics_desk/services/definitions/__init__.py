"""Survey definitions in numbers: kept, searched, written as code books and QSF, saved, compared."""
