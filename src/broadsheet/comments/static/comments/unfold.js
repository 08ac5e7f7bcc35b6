// "Add new comment" and "Reply" open their form in place. The form is asked for when wanted: the shared page has none.

const asked = (url, how = {}) => fetch(url, { ...how, headers: { "X-Fragment": "1" } }).catch(() => null);

function formIn(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  return box.content.querySelector("form");
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("#comments a[href*='/new/']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const answer = await asked(link.href);
  const form = answer?.ok && formIn(await answer.text());
  if (!form) {
    location.assign(link.href);
    return;
  }
  document.querySelector("#comments [data-comment-form]")?.remove();
  (link.closest(".comment__acts") ?? link).after(form);
  form.querySelector("input:not([type=hidden]), textarea").focus();
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("#comments [data-comment-form]");
  if (!form) return;
  event.preventDefault();
  const answer = await asked(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (answer?.redirected) {
    location.assign(answer.url);
    return;
  }
  const fresh = answer && formIn(await answer.text());
  if (!fresh) {
    form.submit();
    return;
  }
  form.replaceWith(fresh);
  fresh.querySelector("[data-focus]")?.focus();
});
