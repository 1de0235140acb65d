import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: InternalError","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/InternalError.md","filePath":"reference/auth/interfaces/InternalError.md"}');
const _sfc_main = { name: "reference/auth/interfaces/InternalError.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-internalerror" tabindex="-1">Interface: InternalError <a class="header-anchor" href="#interface-internalerror" aria-label="Permalink to &quot;Interface: InternalError&quot;">​</a></h1><p>A fault of the server; the connection is closed.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;internal-error&quot;</code></td><td>-</td></tr><tr><td><a id="property-message"></a> <code>message</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The message of the error; its stack is in the log.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/InternalError.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const InternalError = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  InternalError as default
};
