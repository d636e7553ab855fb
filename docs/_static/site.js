// What every page of the site does beside its widgets: words of the glossary show what they mean.

/** How long a card waits for a pointer that is on its way from the word to it. */
const LEAVE_MS = 250;

const card = document.createElement("div");
card.id = "word-card";
card.setAttribute("role", "tooltip");
card.hidden = true;
let leaving = 0;

const article = document.querySelector(".bd-article") ?? document.body;
article.append(card);

/** Show what a word means, below it, within the page. @param {HTMLAnchorElement} word */
function show(word) {
  const known = window.segmetricsWords?.[word.hash.slice(1)];
  if (!known) return;
  hide();
  const [name, meaning] = known;
  const title = document.createElement("strong");
  title.textContent = name;
  card.replaceChildren(title, ` ${meaning}`);
  word.setAttribute("aria-describedby", card.id);
  card.hidden = false;
  const page = article.getBoundingClientRect();
  const at = word.getClientRects()[0];
  const { offsetWidth: width, offsetHeight: height } = card;
  const isRoomBelow = at.bottom + height + 8 < window.innerHeight;
  card.style.left = `${Math.max(0, Math.min(at.left, page.right - width) - page.left)}px`;
  card.style.top = `${(isRoomBelow ? at.bottom + 4 : at.top - height - 4) - page.top}px`;
}

function hide() {
  clearTimeout(leaving);
  card.hidden = true;
  document.querySelector("a.word[aria-describedby]")?.removeAttribute("aria-describedby");
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, LEAVE_MS);
}

for (const word of document.querySelectorAll("a.word")) {
  word.addEventListener("pointerenter", ({ pointerType }) => pointerType !== "touch" && show(word));
  word.addEventListener("focus", () => show(word));
  word.addEventListener("pointerleave", ({ pointerType }) => pointerType !== "touch" && leave());
  word.addEventListener("blur", hide);
  // A finger has nothing to hover with: its first tap shows the card, and the second follows the link.
  let isShown = false;
  word.addEventListener("pointerdown", () => (isShown = word.hasAttribute("aria-describedby")));
  word.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || isShown || !window.segmetricsWords?.[word.hash.slice(1)]) return;
    event.preventDefault();
    show(word);
  });
}
card.addEventListener("pointerenter", () => clearTimeout(leaving));
card.addEventListener("pointerleave", leave);
document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());

// The theme's button that unfolds pages in the side has no name.
for (const toggle of document.querySelectorAll("summary:has(> .toctree-toggle)")) {
  const page = toggle.closest("li")?.querySelector("a")?.textContent ?? "";
  toggle.setAttribute("aria-label", `Pages below ${page.trim()}`);
}
