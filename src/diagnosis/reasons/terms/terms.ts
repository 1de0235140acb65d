import type { CarrierReasonText } from '../../../text/reason-text.js';

/** The parts of a reason’s text that a carrier has in words of its own. */
export type Terms = Partial<Pick<CarrierReasonText, 'sentence' | 'advice' | 'section'>>;

/** By reason; a reason without a row keeps the common text. */
export type TermsByReason = Readonly<Record<string, Terms>>;
