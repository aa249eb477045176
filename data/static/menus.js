// Closes Datasette's drop-down menus when a click lands outside; other details elements stay open.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.actions-menu-links[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Names the fields of Datasette's own pages, which a screen reader would meet without a name.
const names = {
  "select[name^=_filter_column]": "Column to filter by",
  "select[name^=_filter_op]": "How to compare",
  "input[name^=_filter_value]": "Value to filter by",
  "select[name=_sort]": "Column to sort by",
  "form.sql textarea": "SQL",
};
window.addEventListener("load", () => {
  for (const [selector, name] of Object.entries(names)) {
    for (const field of document.querySelectorAll(selector)) field.setAttribute("aria-label", name);
  }
  for (const region of document.querySelectorAll(".column-descriptions, pre")) region.tabIndex = 0;
});
