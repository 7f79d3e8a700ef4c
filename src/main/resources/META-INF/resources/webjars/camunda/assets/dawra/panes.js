// Cockpit's panes: a script of the vendor's measures the side pane from the left and writes it into the elements. Right
// to left it stands on the right.
const measured = '.ctn-column.ctn-content, .resize-handle.vertical';
const dragged = 'ui-draggable-dragging';

function turn(element) {
  if (!element.style.left) return;
  if (element.classList.contains(dragged)) {
    element.style.right = 'auto';
  } else {
    element.style.right = element.style.left;
    element.style.left = '';
  }
}

/** The vendor asks where the handle is to learn how wide the pane shall be. */
function measureFromTheRight() {
  const dollar = window.angular.element;
  const position = dollar.fn.position;
  dollar.fn.position = function () {
    const place = position.apply(this, arguments);
    if (place && this.is('.resize-handle.vertical')) {
      place.left = this.parent().width() - place.left - this.outerWidth();
    }
    return place;
  };
}

export function turnPanes() {
  let measuring = false;
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement) || !target.matches(measured)) continue;
      if (!measuring) {
        measuring = true;
        measureFromTheRight();
      }
      turn(target);
    }
  }).observe(document.documentElement, { attributes: true, attributeFilter: ['style'], subtree: true });
}

/** On a phone the side pane would cover the diagram: it is closed once, and stays as one leaves it afterwards. */
export function closeSidePaneOnPhones() {
  if (!matchMedia('(max-width: 767px)').matches || sessionStorage.getItem('dawra-pane')) return;
  const observer = new MutationObserver(() => {
    const close = document.querySelector('.ctn-sidebar .hide-collapsable.expand-collapse');
    // The vendor's script fits the diagram into the wider pane, and fails while there is none yet.
    if (!close || !document.querySelector('.ctn-content :is(.djs-visual, .dmn-decision-table-container)')) return;
    observer.disconnect();
    sessionStorage.setItem('dawra-pane', 'closed');
    setTimeout(() => close.click(), 0);
    // The diagram was fitted into what the pane left of the screen.
    setTimeout(() => document.querySelector('.ctn-content .glyphicon-screenshot')?.parentElement.click(), 2000);
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
}
