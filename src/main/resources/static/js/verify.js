// A comfort only: works out the file's fingerprint here, so that nothing but it leaves the device. Without this script, or
// outside a secure context, the form sends the file itself.
const form = document.querySelector('form[data-hash]');

if (form && window.isSecureContext && window.crypto && crypto.subtle) {
  const input = form.querySelector('input[type="file"]');
  form.querySelector('[data-sent]').hidden = true;
  form.querySelector('[data-hashed]').hidden = false;

  const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('');

  const ask = async (file) => {
    const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'text/html' },
      body: new URLSearchParams({ sha256 }),
    });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('file-answer');
    if (!fresh) throw new Error('no answer');
    document.getElementById('file-answer').replaceWith(fresh);
    fresh.querySelectorAll('[data-send-whole]').forEach((button) => (button.hidden = false));
    fresh.scrollIntoView({ block: 'start' });
    fresh.focus({ preventScroll: true });
  };

  form.addEventListener('submit', (event) => {
    const whole = event.submitter && event.submitter.name === 'whole';
    const file = input.files[0];
    if (whole || !file || !file.size) return;
    event.preventDefault();
    form.setAttribute('aria-busy', 'true');
    ask(file)
      .catch(() => form.submit()) // too large for this device's memory, or no answer: as without a script
      .finally(() => form.removeAttribute('aria-busy'));
  });
}

// A file may be dropped on the form.
if (form) {
  const input = form.querySelector('input[type="file"]');
  const over = (on) => (event) => {
    if (![...(event.dataTransfer?.types || [])].includes('Files')) return;
    event.preventDefault();
    form.classList.toggle('over', on);
  };
  form.addEventListener('dragenter', over(true));
  form.addEventListener('dragover', over(true));
  form.addEventListener('dragleave', over(false));
  form.addEventListener('drop', (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    form.requestSubmit();
  });
}
