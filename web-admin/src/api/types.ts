import type { components } from './schema';

type Schemas = components['schemas'];

export type Authtoken = Schemas['Authtoken'];
export type CreatedAuthtoken = Schemas['CreatedAuthtoken'];
export type Me = Schemas['Me'];
export type Problem = Schemas['Problem'];
export type ReservedSubdomain = Schemas['ReservedSubdomain'];
export type ServerInfo = Schemas['ServerInfo'];
export type Tokens = Schemas['Tokens'];
export type Tunnel = Schemas['Tunnel'];
