// Comforts only: every page works without this script.

// The chosen file's name beside its button.
document.addEventListener('change', (event) => {
  const input = event.target;
  if (input.type !== 'file') return;
  const name = input.parentElement.querySelector('[data-file-name]');
  if (name && input.files.length) name.textContent = input.files[0].name;
});

// Menus close on Escape and when one goes on elsewhere.
const openMenus = () => document.querySelectorAll('details.drop[open]');
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  openMenus().forEach((menu) => {
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) menu.querySelector('summary').focus();
  });
});
['click', 'focusin'].forEach((kind) =>
  document.addEventListener(kind, (event) =>
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    })
  )
);
