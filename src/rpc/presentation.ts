import { ContextResult, ProviderReason, type ContextAnswer, type ContextElement } from './pdu/index.js';
import type { RpcService } from './service.js';
import { bindTimeFeatures, NDR, NO_SYNTAX, sameSyntax, type SyntaxId } from './syntax.js';

/** SecurityContextMultiplexingSupported and KeepConnectionOnOrphanSupported ([MS-RPCE] 2.2.2.15). */
const SUPPORTED_FEATURES = 0x03;

/** Presentation contexts for each interface that one connection may negotiate ([MS-RPCE] 3.3.3.5.5). */
const CONTEXTS_PER_SERVICE = 4000;

/** The presentation contexts of one connection: which interface a request's p_cont_id means. */
export class PresentationContexts {
  readonly #services: readonly RpcService[];
  readonly #contexts = new Map<number, RpcService>();

  constructor(services: readonly RpcService[]) {
    this.#services = services;
  }

  /**
   * Answers each element of a bind or alter_context in its place ([MS-RPCE] 3.3.1.5.6).
   * @returns undefined when they would be more than one connection may have
   */
  negotiate(elements: readonly ContextElement[]): readonly ContextAnswer[] | undefined {
    const limit = CONTEXTS_PER_SERVICE * this.#services.length;
    if (this.#contexts.size + elements.length > limit) return undefined;
    return elements.map((element) => this.#answer(element));
  }

  get size(): number {
    return this.#contexts.size;
  }

  serviceOf(contextId: number): RpcService | undefined {
    return this.#contexts.get(contextId);
  }

  #answer(element: ContextElement): ContextAnswer {
    const [first, second] = element.transferSyntaxes;
    const features = first && !second ? bindTimeFeatures(first) : undefined;
    if (features !== undefined) {
      const reason = features & SUPPORTED_FEATURES;
      return { result: ContextResult.NEGOTIATE_ACK, reason, transferSyntax: NO_SYNTAX };
    }
    const service = this.#services.find((candidate) => serves(candidate.syntax, element.abstractSyntax));
    const existing = this.#contexts.get(element.contextId);
    // A context keeps its interface for the life of the connection.
    if (!service || (existing && existing !== service)) {
      return rejection(ProviderReason.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }
    if (!element.transferSyntaxes.some((syntax) => sameSyntax(syntax, NDR))) {
      return rejection(ProviderReason.PROPOSED_TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }
    this.#contexts.set(element.contextId, service);
    return { result: ContextResult.ACCEPTANCE, reason: ProviderReason.NOT_SPECIFIED, transferSyntax: NDR };
  }
}

/** Whether an interface serves a wanted one: the same, its major version, and no newer minor version (C706 6.1.2). */
export function serves(syntax: SyntaxId, wanted: SyntaxId): boolean {
  return syntax.uuid === wanted.uuid && syntax.major === wanted.major && syntax.minor >= wanted.minor;
}

function rejection(reason: number): ContextAnswer {
  return { result: ContextResult.PROVIDER_REJECTION, reason, transferSyntax: NO_SYNTAX };
}
