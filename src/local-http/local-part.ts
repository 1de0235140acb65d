import type { Hono } from 'hono';

/** The parts that a listener of this machine can serve. */
export type LocalPartName = 'control' | 'watch' | 'admin';

/** Something served at a port of this machine: the control API, the live page, health and metrics. */
export interface LocalPart {
  readonly name: LocalPartName;
  /** Its routes; every path begins with one of {@link paths}. They guard themselves. */
  readonly routes: Hono;
  /** The first parts of its paths, such as `/v1`; no two parts share one. */
  readonly paths: readonly string[];
  /** Ends every answer that is waited for, once the listener closes. */
  readonly close?: () => void;
}
