"use strict";

if (window.top !== window.self) {
  // The preview loads the page anew, and wants to know when it can be shown.
  window.parent.postMessage("ready", location.origin);
} else {
  let heard = -1;
  let news = null;
  const here = () => {
    const path = decodeURIComponent(location.pathname).slice(1);
    return path.replace(/^(?:light|dark)\//, "").replace(/\/$/, "/index.html");
  };
  const touches = (changed) =>
    changed.some((one) => one === here() || !/\.(?:html|pdf|eml|json|csv|txt|md|xml)$/.test(one));
  const listen = () => {
    news = new EventSource("/-/events");
    news.addEventListener("hello", (event) => {
      const last = Number(event.data);
      if (heard >= 0 && last !== heard) location.reload();
      heard = last;
    });
    news.addEventListener("message", (event) => {
      const found = JSON.parse(event.data);
      heard = found.number;
      if (touches(found.changed)) location.reload();
    });
  };
  // A browser keeps few connections to one host open: those of pages in view.
  const attend = () => document.hidden ? news?.close() : listen();
  document.addEventListener("visibilitychange", attend);
  attend();
}
