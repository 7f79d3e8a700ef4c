// Questions of our own to the engine's paths, with the web apps' token.
const root = document.querySelector('base').getAttribute('app-root');
export const engine = `${root}/api/engine/engine/default`;

function token() {
  const found = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]+)/);
  return found ? decodeURIComponent(found[1]) : '';
}

/** Asks, and answers what came back as JSON; a refusal is thrown with its status and findings. */
export async function ask(method, path, body) {
  const answer = await fetch(`${engine}${path}`, {
    method,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token() },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const refusal = new Error(String(answer.status));
  refusal.findings = answer.status === 422 ? await answer.json() : [];
  throw refusal;
}
