import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CheckRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/CheckRecord.md","filePath":"reference/index/interfaces/CheckRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/CheckRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-checkrecord" tabindex="-1">Interface: CheckRecord <a class="header-anchor" href="#interface-checkrecord" aria-label="Permalink to &quot;Interface: CheckRecord&quot;">​</a></h1><p>One line of the list of checks of an attempt.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-check"></a> <code>check</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Stable name, such as <code>nt-proof</code>.</td></tr><tr><td><a id="property-data"></a> <code>data?</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code> | <code>number</code> | <code>boolean</code>&gt;&gt;</td><td>The detail for programs, such as <code>{ avId: 3 }</code>.</td></tr><tr><td><a id="property-detail"></a> <code>detail?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The value seen and the one expected, in words.</td></tr><tr><td><a id="property-outcome"></a> <code>outcome</code></td><td><code>readonly</code></td><td><code>&quot;passed&quot;</code> | <code>&quot;failed&quot;</code> | <code>&quot;not-reached&quot;</code></td><td><code>not-reached</code>: an earlier check failed, or the client left.</td></tr><tr><td><a id="property-section"></a> <code>section</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The section of the rule.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/CheckRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CheckRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CheckRecord as default
};
