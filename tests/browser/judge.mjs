// What a page must be like; each function runs in the page and returns what is wrong.

/** Nothing is wider than the window. */
export function fits() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")].find((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
  return [`is ${root.scrollWidth} wide where ${root.clientWidth} are seen, by ${wide?.outerHTML.slice(0, 80)}`];
}

/** Every text stands out from its ground: 4.5 to 1, as WCAG 2 asks at level AA. */
export function contrast() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.canvas.width = canvas.canvas.height = 1;
  /** Paints colours over each other; what is left is opaque. */
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const wrong = new Map();
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    const style = getComputedStyle(one);
    if (!own && !one.matches("input, select, textarea")) continue;
    if (one.matches("noscript, option") || one.getClientRects().length === 0) continue;
    const grounds = [];
    for (let above = one; above; above = above.parentElement) grounds.unshift(getComputedStyle(above).backgroundColor);
    const [text, ground] = [paint([...grounds, style.color]), paint(grounds)].map(luminance);
    const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    if (ratio < 4.5) wrong.set(`${one.tagName}.${one.className}`, `has a contrast of ${ratio.toFixed(2)}`);
  }
  return [...wrong].map(([what, problem]) => `${what} ${problem}`);
}

/** Everything that takes input has a name, and no id is there twice. */
export function names() {
  const wrong = [];
  for (const one of document.querySelectorAll("input, select, textarea, button, summary, a")) {
    const labels = [...(one.labels ?? [])].map((label) => label.textContent.trim()).join("");
    const name = one.getAttribute("aria-label") ?? (labels || (one.matches("input, select, textarea") ? "" : one.textContent.trim()));
    if (name === "") wrong.push(`has no name: ${one.outerHTML.slice(0, 80)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  wrong.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `has the id ${id} twice`));
  return wrong;
}

/** What a finger has to hit is large enough. */
export function targets() {
  const wrong = [];
  for (const one of document.querySelectorAll("button, input, select, nav a, summary")) {
    const { height, width } = one.getBoundingClientRect();
    if (height > 0 && (height < 44 || width < 44)) wrong.push(`is hard to hit at ${width} by ${height}: ${one.outerHTML.slice(0, 60)}`);
  }
  return wrong;
}
