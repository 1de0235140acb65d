import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CredSspRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/CredSspRequest.md","filePath":"reference/auth/interfaces/CredSspRequest.md"}');
const _sfc_main = { name: "reference/auth/interfaces/CredSspRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-credssprequest" tabindex="-1">Interface: CredSspRequest <a class="header-anchor" href="#interface-credssprequest" aria-label="Permalink to &quot;Interface: CredSspRequest&quot;">​</a></h1><p>A TSRequest of the client that could be read ([MS-CSSP] 2.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-fields"></a> <code>fields</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>The names of its other fields, such as <code>negoTokens</code>.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;credssp-request&quot;</code></td><td>-</td></tr><tr><td><a id="property-version"></a> <code>version</code></td><td><code>readonly</code></td><td><code>number</code></td><td>As sent.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/CredSspRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CredSspRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CredSspRequest as default
};
