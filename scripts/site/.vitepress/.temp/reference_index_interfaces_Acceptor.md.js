import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Acceptor","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Acceptor.md","filePath":"reference/index/interfaces/Acceptor.md"}');
const _sfc_main = { name: "reference/index/interfaces/Acceptor.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-acceptor" tabindex="-1">Interface: Acceptor <a class="header-anchor" href="#interface-acceptor" aria-label="Permalink to &quot;Interface: Acceptor&quot;">​</a></h1><p>One login in progress. It moves to its next state before it computes, so that a token can be answered once only. Every token after <code>accepted</code> or <code>rejected</code> is rejected as <code>out-of-sequence</code>. No token of a peer makes it throw.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="step" tabindex="-1">step() <a class="header-anchor" href="#step" aria-label="Permalink to &quot;step()&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">step</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(token): </span></span>
<span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">  |</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> Step</span></span>
<span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">|</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> Promise</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">&lt;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">Step</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">&gt;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>Takes the next token of the peer. One step at a time: a second call before the first has settled is rejected as <code>out-of-sequence</code>. The answer comes at once where nothing is waited for, and else as a promise: <code>await</code> takes both. The token&#39;s buffer may be reused once it is there. SPNEGO allows 8 legs and 64 KiB of tokens in a login.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th></tr></thead><tbody><tr><td><code>token</code></td><td><code>Buffer</code></td></tr></tbody></table><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p>| <a href="./../type-aliases/Step.html"><code>Step</code></a> | <code>Promise</code>&lt;<a href="./../type-aliases/Step.html"><code>Step</code></a>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Acceptor.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Acceptor = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Acceptor as default
};
