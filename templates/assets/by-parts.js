// The page is complete without this script.
// A long text is laid out part by part: at once what is seen first, the rest one by one when the
// browser has time, or when a reader comes near. A phone shows the text sooner and never stalls.
(() => {
  // Who comes back or follows a link into the text is shown a place, which needs all that is above.
  const [arrival] = performance.getEntriesByType("navigation");
  const isShown = performance.getEntriesByType("paint").length > 0;
  if (arrival?.type !== "navigate" || location.hash || isShown || !window.requestIdleCallback) return;

  const page = document.documentElement;
  page.classList.add("by-parts");
  // Of a page whose length is partly a guess, the browser does not always find the end.
  addEventListener("keydown", ({ key }) => key === "End" && page.classList.remove("by-parts"));
  addEventListener("load", () => {
    const late = [...document.querySelectorAll(".part ~ .part, .annexes")];
    const layOutNext = () => {
      const part = late.shift();
      part?.classList.add("laid-out");
      if (part) requestAnimationFrame(() => requestIdleCallback(layOutNext));
      else page.classList.remove("by-parts");
    };
    requestIdleCallback(layOutNext);
  });
})();
