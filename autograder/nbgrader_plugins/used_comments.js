"use strict";
// Below each field for a comment: the comments that were written before. A click puts one into the field and saves it.
window.addEventListener("load", async () => {
  if (typeof submission_id == "undefined" || typeof base_url == "undefined") return;
  // "Next" and "Prev" keep the exercise, as the keys Ctrl-. and Ctrl-, do. The field keeps the focus, so that it is saved.
  for (const [place, move] of [["next", "nextAssignment"], ["previous", "prevAssignment"]]) {
    const link = document.querySelector(`li.${place} a`);
    link?.addEventListener("mousedown", (event) => event.preventDefault());
    link?.addEventListener("click", (event) => {
      if (!formgrader.loaded || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      formgrader[move]();
    });
  }
  const reply = await fetch(`${base_url}/api/used_comments/${encodeURIComponent(submission_id)}`);
  if (!reply.ok) return;
  const found = await reply.json();
  for (const [cell, comments] of Object.entries(found.comments)) {
    const field = document.getElementById(`${cell}-comment`);
    if (!field) continue;
    const list = document.createElement("div");
    list.className = "used-comments";
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", found.heading);
    list.append(`${found.heading} `);
    for (const one of comments) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `btn btn-xs ${one.same ? "btn-info" : "btn-default"}`;
      button.style.cssText = "margin: 2px; max-width: 100%; overflow: hidden; text-overflow: ellipsis";
      button.title = one.same ? `${found.same}\n${one.text}` : one.text;
      button.textContent = `${one.same ? "★ " : ""}${one.text.slice(0, 80)}${one.text.length > 80 ? "…" : ""} (${one.count})`;
      button.addEventListener("click", () => {
        const before = field.value.trim();
        if (!before.includes(one.text)) field.value = before ? `${before}\n\n${one.text}` : one.text;
        $(field).trigger("change").trigger("focus");
      });
      list.append(button);
    }
    field.parentElement.after(list);
  }
});
