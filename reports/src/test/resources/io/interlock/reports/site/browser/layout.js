// What is wrong with the layout of this page, as a list of sentences.
const faults = [];
const root = document.documentElement;
const width = root.clientWidth;
const words = (node) => '"' + node.textContent.trim().replace(/\s+/g, ' ').slice(0, 60) + '"';

if (root.scrollWidth > width) {
  faults.push(`the page is ${root.scrollWidth} wide, the window ${width}`);
}

// What a box that scrolls shows of a rectangle; nothing where it is scrolled out.
const clipped = (rectangle, element) => {
  let { left, top, right, bottom } = rectangle;
  for (let box = element; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflowX !== 'visible') {
      const edge = box.getBoundingClientRect();
      left = Math.max(left, edge.left);
      right = Math.min(right, edge.right);
    }
  }
  return { left, top, right, bottom };
};

const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const element = node.parentElement;
  // The link that jumps to the content waits outside of the page until it has the focus.
  if (!node.textContent.trim() || !element.checkVisibility() || element.closest('.skip')) {
    continue;
  }
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const rectangle of range.getClientRects()) {
    const seen = clipped(rectangle, element);
    if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) {
      texts.push({ ...seen, node });
      if (seen.right > width + 1 || seen.left < -1) {
        faults.push(`${words(node)} reaches out of the window`);
      }
    }
  }
}

// From top to bottom, so that each is compared with its neighbours alone.
texts.sort((a, b) => a.top - b.top);
const least = 3; // Boxes of lines are higher than their letters.
for (let i = 0; i < texts.length; i++) {
  for (let j = i + 1; j < texts.length && texts[j].top < texts[i].bottom - least; j++) {
    const [a, b] = [texts[i], texts[j]];
    if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > least
        && Math.min(a.bottom, b.bottom) - b.top > least) {
      faults.push(`${words(a.node)} lies on ${words(b.node)}`);
    }
  }
}

for (const picture of document.images) {
  if (!picture.complete || picture.naturalWidth === 0) {
    faults.push(`the picture ${picture.currentSrc} is not there`);
  } else if (Math.abs(picture.clientWidth / picture.clientHeight - picture.naturalWidth / picture.naturalHeight) > 0.02) {
    faults.push(`the picture ${picture.currentSrc} is squeezed`);
  }
}
return faults;
