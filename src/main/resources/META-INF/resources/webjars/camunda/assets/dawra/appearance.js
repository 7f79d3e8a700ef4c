// The vendor's style sheets, right to left for Arabic and in Dawra's colour, changed as they load. Diagrams and the date
// picker keep their geometry; our own sheets use logical properties and are left alone.
const pairs = [
  ['left', 'right'],
  ['margin-left', 'margin-right'],
  ['padding-left', 'padding-right'],
  ['border-left-width', 'border-right-width'],
  ['border-left-style', 'border-right-style'],
  ['border-left-color', 'border-right-color'],
  ['border-top-left-radius', 'border-top-right-radius'],
  ['border-bottom-left-radius', 'border-bottom-right-radius'],
];
const keep = /\.djs|\.bjs|\.dmn|\.dms|\.tjs|\.bio-|\[dir|flatpickr/;
const swapWord = (value) => value.replace(/\b(left|right)\b/g, (side) => (side === 'left' ? 'right' : 'left'));

// The vendor's red and its shades, which mark what is chosen or primary; errors have another red.
const reds = [
  [/rgb\(181, 21, 43\)/, '#0b5d4e'],
  [/rgb\((158, 18, 38|135, 16, 32|103, 12, 25)\)/, '#084639'],
  [/rgb\(44, 5, 10\)/, '#04231c'],
];
const coloured = ['color', 'background-color', 'border-top-color', 'border-right-color', 'border-bottom-color', 'border-left-color'];

function mirror(style) {
  for (const [one, other] of pairs) {
    const a = style.getPropertyValue(one);
    const b = style.getPropertyValue(other);
    if (a === b) continue;
    const priorityA = style.getPropertyPriority(one);
    const priorityB = style.getPropertyPriority(other);
    b ? style.setProperty(one, b, priorityB) : style.removeProperty(one);
    a ? style.setProperty(other, a, priorityA) : style.removeProperty(other);
  }
  for (const property of ['float', 'clear', 'text-align', 'transition']) {
    const value = style.getPropertyValue(property);
    if (/\b(left|right)\b/.test(value)) {
      style.setProperty(property, swapWord(value), style.getPropertyPriority(property));
    }
  }
}

function recolour(style) {
  for (const [red, ours] of reds) {
    if (!red.test(style.cssText)) continue;
    for (const property of coloured) {
      if (red.test(style.getPropertyValue(property))) {
        style.setProperty(property, ours, style.getPropertyPriority(property));
      }
    }
  }
}

function walk(rules, mirrored) {
  for (const rule of rules) {
    if (rule.style && rule.selectorText) {
      recolour(rule.style);
      if (mirrored && !keep.test(rule.selectorText)) mirror(rule.style);
    }
    if (rule.cssRules && rule.cssRules.length) walk(rule.cssRules, mirrored);
  }
}

/** Takes every sheet of the vendor's once, now and as more of them come. */
export function dress(rightToLeft) {
  const done = new WeakSet();
  const dressSheets = () => {
    for (const sheet of document.styleSheets) {
      if (done.has(sheet) || (sheet.href || '').includes('user-styles')) continue;
      let rules;
      try {
        rules = sheet.cssRules;
      } catch (foreignSheet) {
        continue;
      }
      if (!rules.length) continue;
      done.add(sheet);
      walk(rules, rightToLeft);
    }
  };
  dressSheets();
  new MutationObserver((changes) =>
    changes.forEach((change) =>
      change.addedNodes.forEach((node) => {
        if (node.nodeName === 'LINK') node.addEventListener('load', dressSheets);
        else if (node.nodeName === 'STYLE') dressSheets();
      })
    )
  ).observe(document.head, { childList: true });
}
