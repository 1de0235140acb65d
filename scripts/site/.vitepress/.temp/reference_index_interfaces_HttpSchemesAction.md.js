import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HttpSchemesAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HttpSchemesAction.md","filePath":"reference/index/interfaces/HttpSchemesAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/HttpSchemesAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-httpschemesaction" tabindex="-1">Interface: HttpSchemesAction <a class="header-anchor" href="#interface-httpschemesaction" aria-label="Permalink to &quot;Interface: HttpSchemesAction&quot;">​</a></h1><p>The response offers other schemes; a token in it is lost.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;http-schemes&quot;</code></td><td>-</td></tr><tr><td><a id="property-schemes"></a> <code>schemes</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>The challenges in their order, such as <code>Basic realm=&quot;files&quot;</code>; none: the field is missing.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HttpSchemesAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HttpSchemesAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HttpSchemesAction as default
};
