import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NtlmDatagramMechanism","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NtlmDatagramMechanism.md","filePath":"reference/auth/interfaces/NtlmDatagramMechanism.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NtlmDatagramMechanism.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ntlmdatagrammechanism" tabindex="-1">Interface: NtlmDatagramMechanism <a class="header-anchor" href="#interface-ntlmdatagrammechanism" aria-label="Permalink to &quot;Interface: NtlmDatagramMechanism&quot;">​</a></h1><p>Connectionless NTLM of one server. SPNEGO does not carry it, because it begins with the server&#39;s message.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="createacceptor" tabindex="-1">createAcceptor() <a class="header-anchor" href="#createacceptor" aria-label="Permalink to &quot;createAcceptor()&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">createAcceptor</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(login</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">?</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">)</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> NtlmDatagramAcceptor;</span></span></code></pre></div><p>An acceptor for one login. Returns at once.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th></tr></thead><tbody><tr><td><code>login?</code></td><td><code>Partial</code>&lt;<a href="./../../index/interfaces/LoginContext.html"><code>LoginContext</code></a>&gt;</td></tr></tbody></table><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./NtlmDatagramAcceptor.html"><code>NtlmDatagramAcceptor</code></a></p><h4 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h4><p>ConfigurationError with a line for each key of <code>login</code> that cannot be used</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NtlmDatagramMechanism.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NtlmDatagramMechanism = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NtlmDatagramMechanism as default
};
