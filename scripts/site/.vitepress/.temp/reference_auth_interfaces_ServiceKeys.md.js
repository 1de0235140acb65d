import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ServiceKeys","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ServiceKeys.md","filePath":"reference/auth/interfaces/ServiceKeys.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ServiceKeys.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-servicekeys" tabindex="-1">Interface: ServiceKeys <a class="header-anchor" href="#interface-servicekeys" aria-label="Permalink to &quot;Interface: ServiceKeys&quot;">​</a></h1><p>The keys that an acceptor decrypts tickets with.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-source"></a> <code>source</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Where they come from, in words: <code>keytab /etc/krb5.keytab</code>.</td></tr></tbody></table><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="current" tabindex="-1">current() <a class="header-anchor" href="#current" aria-label="Permalink to &quot;current()&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">current</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(): readonly ServiceKey[];</span></span></code></pre></div><p>The present keys. Asked once a login, so that a keytab may change while the server runs. An error refuses the login.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p>readonly <a href="./ServiceKey.html"><code>ServiceKey</code></a>[]</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ServiceKeys.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ServiceKeys = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ServiceKeys as default
};
