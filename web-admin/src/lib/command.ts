/** Where an agent looks when no `--server` is given. */
const defaultServer = 'http://localhost:9000';

/** The `--server` option that agents of this server need, with its leading space; empty for the default one. */
function serverOption(origin: string): string {
  return origin === defaultServer ? '' : ` --server ${origin}`;
}

/** Stores the authtoken on the agent's computer, together with where it belongs. */
export function authtokenCommand(token: string, origin: string = location.origin): string {
  return `tunnel authtoken ${token}${serverOption(origin)}`;
}

export function httpCommand(port: number, subdomain?: string): string {
  return subdomain ? `tunnel http ${port} --subdomain ${subdomain}` : `tunnel http ${port}`;
}

/** Opens a TCP tunnel on a reserved port; SSH stands for whatever is shared. */
export function tcpCommand(remotePort: number): string {
  return `tunnel tcp 22 --remote-port ${remotePort}`;
}

/** Something to share for whoever has no service running yet; Python is nearly everywhere. */
export function serveCommand(port: number): string {
  return `python3 -m http.server ${port}`;
}

/** Asks the REST API for the live tunnels. */
export function apiExample(key: string, origin: string = location.origin): string {
  return `curl -H "Authorization: Bearer ${key}" ${origin}/api/v1/tunnels`;
}
