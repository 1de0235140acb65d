import { floor, nodeAlone } from './bare.mjs';
import { impacket } from './impacket.mjs';
import { cli, library } from './ours.mjs';
import { smbd } from './smbd.mjs';

/**
 * Every server that is measured, by its name, in the order of the table's columns.
 *
 * Each has a title, says with `isMissing` in a sentence why it cannot run here (or false), and is started with `start`,
 * which gives where it listens, its process as `start` of processes.mjs does, its account and share, and `stop`. A bare
 * one (`isBare`) speaks no SMB and has no account; it answers the frames of floorload.c or frameload.c.
 */
export const contenders = { cli, library, floor, nodeAlone, smbd, impacket };
