/** The records of the agent's `EntryResource`. Times are microseconds, sizes bytes. */
export interface Entry {
  id: string;
  kind: 'http' | 'http2' | 'tcp' | 'tls';
  tunnel: string;
  visitor: string;
  tls: boolean;
  start: string;
  state: 'open' | 'done' | 'broken';
  stream: 'none' | 'websocket' | 'events' | 'other';
  replayOf: string;
  method: string;
  target: string;
  host: string;
  status: number;
  duration: number;
  sent: number;
  received: number;
  type: string;
  messages: number;
  note: string;
}

export interface Feed {
  paused: boolean;
  entries: Entry[];
}

export interface Field {
  name: string;
  value: string;
  masked: boolean;
}

/** A head, and what is known of its body. */
export interface Part {
  line: string;
  headers: Field[];
  type: string;
  size: number;
  kept: number;
  encoding: string;
  decoded: boolean;
}

/** Since the entry's start; -1 for what has not happened. */
export interface Times {
  connect: number;
  requestEnd: number;
  responseStart: number;
  responseEnd: number;
}

export interface Message {
  at: string;
  fromVisitor: boolean;
  kind: 'text' | 'binary' | 'continuation' | 'close' | 'ping' | 'pong' | 'event';
  name: string;
  length: number;
  text?: string;
  bytes?: string;
  fin: boolean;
  compressed: boolean;
  truncated: boolean;
}

export interface Detail {
  entry: Entry;
  service: string;
  times: Times;
  edgeRoundTrip?: number;
  interim: number;
  request?: Part;
  response?: Part;
  messages: Message[];
  /** Why it cannot be replayed, or empty. */
  replay: string;
}

export type Side = 'sent' | 'received';

export interface Tunnel {
  name: string;
  public_url: string;
  proto: string;
  config: { addr: string; inspect: boolean };
}

export interface Edit {
  method: string;
  target: string;
  headers: { name: string; value: string }[];
  /** Base64; absent for the body as it was. */
  body?: string;
}
