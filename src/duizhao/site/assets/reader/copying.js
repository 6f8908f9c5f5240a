// What is copied out of the text says what its marks mean, and brings no signs that readers don't see.

/**
 * What a selection says to whoever pastes it.
 * @param {Selection} selection
 */
function copiedPart(selection) {
  const part = document.createElement("div");
  for (let at = 0; at < selection.rangeCount; at += 1) {
    part.append(selection.getRangeAt(at).cloneContents());
  }
  for (const link of part.querySelectorAll(".headerlink")) link.remove();
  // A number that was not published carries that wherever it goes.
  for (const mark of part.querySelectorAll(".dz-mark[aria-label]")) {
    mark.textContent = mark.getAttribute("aria-label");
  }
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    text.data = text.data.replace(/[\u2060\u200b]/g, "");
  }
  return part;
}

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  const from = selection?.anchorNode;
  if (!selection || selection.isCollapsed || !from || !ARTICLE?.contains(from)) return;
  if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
  const part = copiedPart(selection);
  event.clipboardData?.setData("text/html", part.innerHTML);
  // Lines and cells are set apart as they are shown, which only what is shown tells.
  part.className = "dz-card__copy";
  ARTICLE.append(part);
  event.clipboardData?.setData("text/plain", part.innerText);
  part.remove();
  event.preventDefault();
});
