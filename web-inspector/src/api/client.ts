import type { Detail, Edit, Side, Tunnel } from './types';

const token = document.querySelector<HTMLMetaElement>('meta[name=inspector-token]')?.content ?? '';

/** What the agent said when it refused. */
export class Refusal extends Error {}

async function refusal(response: Response): Promise<Refusal> {
  try {
    const { msg, details } = (await response.json()) as { msg: string; details: { err: string } };
    return new Refusal(details.err === '' ? msg : `${msg}: ${details.err}`);
  } catch {
    return new Refusal(`The agent answered with status ${response.status}.`);
  }
}

async function get(path: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, signal ? { signal } : {});
  if (!response.ok) throw await refusal(response);
  return response;
}

async function post(path: string, body: unknown = {}): Promise<Response> {
  const response = await fetch(`/api/inspector/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Inspector-Token': token },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

export async function loadDetail(id: string, signal?: AbortSignal): Promise<Detail> {
  const response = await get(`/api/inspector/entries/${id}`, signal);
  return (await response.json()) as Detail;
}

/** The body without its Content-Encoding, where the agent understands that. */
export async function loadBody(
  id: string,
  side: Side,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await get(`/api/inspector/entries/${id}/${side}`, signal);
  return new Uint8Array(await response.arrayBuffer());
}

export async function loadTunnels(): Promise<Tunnel[]> {
  const response = await get('/api/tunnels');
  return ((await response.json()) as { tunnels: Tunnel[] }).tunnels;
}

/** Returns the new entry's identifier. */
export async function replay(id: string, edit?: Edit): Promise<string> {
  const response = await post('replay', { id, ...edit });
  return ((await response.json()) as { id: string }).id;
}

export async function clear(): Promise<void> {
  await post('clear');
}

export async function pause(paused: boolean): Promise<void> {
  await post('pause', { paused });
}
