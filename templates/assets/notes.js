// Without this script, a note leads back to where it is cited first; with it, to the reference
// that its reader came from.
document.addEventListener("click", ({ target }) => {
  const reference = target.closest('.ref a[href^="#note-"]');
  const back = reference && document.querySelector(`${reference.hash} a[href^="#ref-"]`);
  if (!back) return;
  const references = [...document.querySelectorAll(`.ref a[href="${reference.hash}"]`)];
  const number = reference.hash.replace("#note-", "");
  reference.id ||= `ref-${number}-${references.indexOf(reference) + 1}`;
  back.setAttribute("href", `#${reference.id}`);
});
