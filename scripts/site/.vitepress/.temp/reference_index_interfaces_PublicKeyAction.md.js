import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PublicKeyAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/PublicKeyAction.md","filePath":"reference/index/interfaces/PublicKeyAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/PublicKeyAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-publickeyaction" tabindex="-1">Interface: PublicKeyAction <a class="header-anchor" href="#interface-publickeyaction" aria-label="Permalink to &quot;Interface: PublicKeyAction&quot;">​</a></h1><p>The server&#39;s proof of its public key ([MS-CSSP] 3.1.5, step 4) is another, or missing.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;public-key&quot;</code></td><td>-</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td><code>&quot;wrong&quot;</code> | <code>&quot;missing&quot;</code></td><td><code>wrong</code>: the key of somebody else, properly sealed. <code>missing</code>: a TSRequest without pubKeyAuth.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/PublicKeyAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PublicKeyAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PublicKeyAction as default
};
