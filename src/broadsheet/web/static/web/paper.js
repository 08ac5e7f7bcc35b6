// What script adds to a page that is whole without it: "12 minutes ago", fragments, forms that answer in place.

const DAY = 86400;

/** Say how long ago each time[data-ago] was, for the first day; the absolute time moves into its title. */
function tellAges(root = document) {
  for (const time of root.querySelectorAll("time[data-ago]")) {
    const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (!(age >= 0 && age < DAY)) continue;
    time.title ||= time.textContent;
    const language = time.closest("[lang]")?.lang || "en";
    const say = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    time.textContent = age < 3600 ? say.format(-Math.floor(age / 60), "minute") : say.format(-Math.floor(age / 3600), "hour");
  }
}

/** Put `html` in the place of `old`; focus stays on the button that had it. */
function swap(old, html) {
  const had = old.contains(document.activeElement);
  const box = document.createElement("template");
  box.innerHTML = html;
  const fresh = box.content.firstElementChild;
  if (!fresh) return;
  old.replaceWith(box.content);
  if (had) fresh.querySelector("button, input, a")?.focus();
  tellAges(fresh);
}

/** A form[data-swap] is sent by fetch and replaced by the fragment that answers; any trouble sends it plainly. */
async function answerInPlace(event) {
  const form = event.target.closest("form[data-swap]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, event.submitter)),
      headers: { "X-Fragment": "1" },
    });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    swap(form, await answer.text());
  } catch {
    form.submit();
  }
}

/** An element with data-fragment="URL" is replaced by what stands there: the reader's own state, never in the page. */
async function fetchFragments() {
  for (const place of document.querySelectorAll("[data-fragment]")) {
    const answer = await fetch(place.dataset.fragment, { headers: { "X-Fragment": "1" } }).catch(() => null);
    if (answer?.ok && answer.status !== 204) swap(place, await answer.text());
  }
}

/** On a narrow screen the section bar starts at the section that is being read. */
function showCurrentSection() {
  const link = document.querySelector(".bar [aria-current]");
  if (!link) return;
  const [bar, name] = [link.closest("ul"), link.getBoundingClientRect()];
  const box = bar.getBoundingClientRect();
  if (name.right > box.right || name.left < box.left) bar.scrollBy({ left: name.left - box.left - box.width / 3, behavior: "instant" });
}

document.addEventListener("submit", answerInPlace);
document.querySelector("[data-focus]")?.focus();
showCurrentSection();
tellAges();
setInterval(() => tellAges(), 60000);
fetchFragments();
