import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RecordStreamOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RecordStreamOptions.md","filePath":"reference/index/interfaces/RecordStreamOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/RecordStreamOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-recordstreamoptions" tabindex="-1">Interface: RecordStreamOptions <a class="header-anchor" href="#interface-recordstreamoptions" aria-label="Permalink to &quot;Interface: RecordStreamOptions&quot;">​</a></h1><p>The stream that the records of logins go into.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-maxlength"></a> <code>maxLength?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>About how many records the stream keeps, the newest; default: 100,000.</td></tr><tr><td><a id="property-stream"></a> <code>stream?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The key of the stream; default: the prefix, and <code>records</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RecordStreamOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RecordStreamOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RecordStreamOptions as default
};
