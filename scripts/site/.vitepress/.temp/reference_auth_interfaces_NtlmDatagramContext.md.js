import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NtlmDatagramContext","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NtlmDatagramContext.md","filePath":"reference/auth/interfaces/NtlmDatagramContext.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NtlmDatagramContext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ntlmdatagramcontext" tabindex="-1">Interface: NtlmDatagramContext <a class="header-anchor" href="#interface-ntlmdatagramcontext" aria-label="Permalink to &quot;Interface: NtlmDatagramContext&quot;">​</a></h1><p>An accepted connectionless login leaves this behind.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-identity"></a> <code>identity</code></td><td><code>readonly</code></td><td><a href="./Identity.html"><code>Identity</code></a></td><td>The user, guest or anonymous client.</td></tr><tr><td><a id="property-sessionkey"></a> <code>sessionKey</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>ExportedSessionKey, 16 bytes: secret.</td></tr></tbody></table><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="messagesecurity" tabindex="-1">messageSecurity() <a class="header-anchor" href="#messagesecurity" aria-label="Permalink to &quot;messageSecurity()&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">messageSecurity</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(): DatagramSecurity;</span></span></code></pre></div><p>Protects and verifies messages, each with the sequence number that the application gives it.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./DatagramSecurity.html"><code>DatagramSecurity</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NtlmDatagramContext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NtlmDatagramContext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NtlmDatagramContext as default
};
