"""Which tests are near a module: by name, by folder, then by the fewest imports between them."""

import ast
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

PACKAGES = ("scrapers", "pipelines", "tests")


def near_tests(module: str, sources: Mapping[str, str], limit: int) -> list[str]:
    """Paths of the nearest test files, nearest first, at most `limit` of them.

    module: path of the module. sources: the text of every Python file, by its path.
    """
    names = {_module_name(path): path for path in sources if path.startswith(PACKAGES)}
    importers = _importers(names, sources)
    hops = _hops(_module_name(module), importers)
    path = PurePosixPath(module)

    def distance(test: str) -> int | None:
        if _has_name(test, path.stem):
            return 0
        if test.startswith(f"tests/{path.parent}/"):
            return 1
        return hops.get(_module_name(test))

    ranked = [(distance(test), test) for test in names.values() if _is_test(test)]
    reached = sorted((number, test) for number, test in ranked if number is not None)
    return [test for _, test in reached[:limit]]


def _module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _is_test(path: str) -> bool:
    return PurePosixPath(path).name.startswith("test_")


def _has_name(path: str, stem: str) -> bool:
    """Whether a test file is named after a module, as test_cli_page.py after page.py."""
    name = PurePosixPath(path).stem.removeprefix("test_")
    return name == stem or name.startswith(f"{stem}_") or name.endswith(f"_{stem}")


def _importers(names: Iterable[str], sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Who imports each module; a package counts as importing its modules, which it may do late."""
    modules = dict.fromkeys(names)
    importers: dict[str, set[str]] = defaultdict(set)
    paths = {_module_name(path): path for path in sources}
    for name in modules:
        for imported in _imports(sources[paths[name]], modules):
            if imported in modules:
                importers[imported].add(name)
        package = name.rpartition(".")[0]
        if package in modules and package not in PACKAGES:
            importers[name].add(package)
    return importers


def _imports(source: str, modules: Container[str]) -> Iterator[str]:
    """The modules that a file imports; a package only for a name that is not a module of it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in modules else node.module for name in names)


def _hops(module: str, importers: Mapping[str, set[str]]) -> dict[str, int]:
    """How many imports lie between the module and all that reach it."""
    hops = {module: 0}
    waiting = deque([module])
    while waiting:
        name = waiting.popleft()
        for importer in sorted(importers.get(name, ())):
            if importer not in hops:
                hops[importer] = hops[name] + 1
                waiting.append(importer)
    return hops
