// Puts the query editor in the place of the plain form, which stays for browsers without scripts.
const form = document.querySelector("form.query");
const place = document.createElement("div");
place.className = "editor";
form.replaceWith(place);
const examples = [...document.querySelectorAll('a.all[href^="/sparql?"]')];
const editor = new Yasgui(place, {
  requestConfig: { endpoint: new URL("/sparql", location).href, method: "POST" },
  copyEndpointOnNewTab: false,
  persistenceId: null,
  endpointCatalogOptions: { getData: () => [] },
  yasqe: { value: form.elements.query.value, createShareableLink: () => location.href },
  yasr: { persistenceId: null },
});
editor.getTab().setQuery(form.elements.query.value);
for (const link of examples) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    editor.getTab().setQuery(new URL(link.href).searchParams.get("query"));
    place.scrollIntoView();
    editor.getTab().query();
  });
}
