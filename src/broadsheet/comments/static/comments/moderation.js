// Works the queue by keyboard. Rows stay where they are: a decided one changes in place, and the next is current.

const rows = () => [...document.querySelectorAll("[data-comment]")];
let current = null;

function choose(row) {
  if (!row) return;
  current?.classList.remove("is-current");
  current = row;
  row.classList.add("is-current");
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

const step = (by) => choose(rows()[rows().indexOf(current) + by]);

async function decide(event) {
  const form = event.target.closest("[data-comment] form");
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  const row = form.closest("[data-comment]");
  const answer = await fetch(button.formAction, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "X-Fragment": "1" },
  }).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    form.action = button.formAction;
    form.submit();
    return;
  }
  const box = document.createElement("template");
  box.innerHTML = (await answer.text()).trim();
  const fresh = box.content.firstElementChild;
  fresh.classList.add("is-decided");
  row.replaceWith(fresh);
  const list = rows();
  const place = list.indexOf(fresh);
  current = fresh;
  choose(list[place + 1] ?? fresh);
}

document.addEventListener("submit", decide);
document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-comment]");
  if (row && row !== current) {
    current?.classList.remove("is-current");
    current = row;
    row.classList.add("is-current");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if ("ahr".includes(event.key)) current?.querySelector(`[data-key="${event.key}"]`)?.click();
  else return;
  event.preventDefault();
});
choose(rows()[0]);
