import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HttpFieldsAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/HttpFieldsAction.md","filePath":"reference/index/interfaces/HttpFieldsAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/HttpFieldsAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-httpfieldsaction" tabindex="-1">Interface: HttpFieldsAction <a class="header-anchor" href="#interface-httpfieldsaction" aria-label="Permalink to &quot;Interface: HttpFieldsAction&quot;">​</a></h1><p>The response has other fields.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;http-fields&quot;</code></td><td>-</td></tr><tr><td><a id="property-remove"></a> <code>remove?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names of fields that are left out.</td></tr><tr><td><a id="property-set"></a> <code>set?</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;&gt;</td><td>Values by the name of their field, in place of those that are there.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/HttpFieldsAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HttpFieldsAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HttpFieldsAction as default
};
