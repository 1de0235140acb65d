import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TokenScript","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/TokenScript.md","filePath":"reference/index/interfaces/TokenScript.md"}');
const _sfc_main = { name: "reference/index/interfaces/TokenScript.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tokenscript" tabindex="-1">Interface: TokenScript <a class="header-anchor" href="#interface-tokenscript" aria-label="Permalink to &quot;Interface: TokenScript&quot;">​</a></h1><p>Alters tokens of the acceptor, for tests of clients. Each function is asked once for each token of its kind, before the token is made, and answers undefined where it stays as it is. The acceptor remembers an altered token as its own: a login that follows is verified against it, and is accepted only if its client proved what it must.</p><p><code>report</code> takes facts of the login.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-challenge"></a> <code>challenge?</code></td><td><code>readonly</code></td><td>(<code>report</code>) =&gt; <a href="./ChallengeChange.html"><code>ChallengeChange</code></a> | <code>undefined</code></td><td>The CHALLENGE_MESSAGE of NTLM.</td></tr><tr><td><a id="property-hint"></a> <code>hint?</code></td><td><code>readonly</code></td><td>(<code>report</code>) =&gt; <a href="./HintChange.html"><code>HintChange</code></a> | <code>undefined</code></td><td>The NegTokenInit2 with which an acceptor offers its mechanisms.</td></tr><tr><td><a id="property-kerberosreply"></a> <code>kerberosReply?</code></td><td><code>readonly</code></td><td>(<code>report</code>, <code>login</code>) =&gt; | <a href="./../type-aliases/KerberosReplyChange.html"><code>KerberosReplyChange</code></a> | <code>undefined</code></td><td>The answer of Kerberos to a client that proved itself.</td></tr><tr><td><a id="property-spnegoanswer"></a> <code>spnegoAnswer?</code></td><td><code>readonly</code></td><td>(<code>report</code>, <code>login</code>) =&gt; <a href="./SpnegoAnswerChange.html"><code>SpnegoAnswerChange</code></a> | <code>undefined</code></td><td>A NegTokenResp of SPNEGO, and the login so far.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/TokenScript.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TokenScript = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TokenScript as default
};
