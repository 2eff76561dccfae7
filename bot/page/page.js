"use strict";
{
  const form = document.getElementById("sieves");
  const search = document.getElementById("words");
  const selects = [...form.querySelectorAll("select")];
  const open = document.getElementById("open");
  const chapters = [...document.querySelectorAll(".chapter")];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
  const items = [...document.querySelectorAll(".item")].map((element) => ({ element, words: null }));

  const holds = (item, words) => {
    item.words ??= plain(item.element.textContent);
    return words.every((word) => item.words.includes(word));
  };

  const sift = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const wanted = selects.filter((select) => select.value);
    let shown = 0;
    for (const item of items) {
      const has = (select) => (item.element.dataset[select.name] ?? "").split("\n").includes(select.value);
      item.element.hidden = !(wanted.every(has) && holds(item, words));
      shown += !item.element.hidden;
    }
    for (const chapter of chapters) chapter.hidden = !chapter.querySelector(".item:not([hidden])");
    document.getElementById("shown").textContent = `${shown} of ${items.length} shown`;
  };

  const lead = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    form.reset();
    sift();
    target.scrollIntoView();
  };

  const unfold = () => {
    const all = open.getAttribute("aria-pressed") !== "true";
    open.setAttribute("aria-pressed", String(all));
    for (const details of document.querySelectorAll("details")) details.open = all;
  };

  search.addEventListener("input", sift);
  for (const select of selects) select.addEventListener("change", sift);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(sift));
  open.addEventListener("click", unfold);
  addEventListener("hashchange", lead);
  form.hidden = false;
  sift();
}
