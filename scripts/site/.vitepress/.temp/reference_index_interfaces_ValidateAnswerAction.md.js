import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ValidateAnswerAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ValidateAnswerAction.md","filePath":"reference/index/interfaces/ValidateAnswerAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/ValidateAnswerAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-validateansweraction" tabindex="-1">Interface: ValidateAnswerAction <a class="header-anchor" href="#interface-validateansweraction" aria-label="Permalink to &quot;Interface: ValidateAnswerAction&quot;">​</a></h1><p>FSCTL_VALIDATE_NEGOTIATE_INFO is answered with other values, rightly signed.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-dialect"></a> <code>dialect?</code></td><td><code>readonly</code></td><td><code>number</code> | <code>&quot;2.0.2&quot;</code> | <code>&quot;2.1&quot;</code> | <code>&quot;3.0&quot;</code> | <code>&quot;3.0.2&quot;</code> | <code>&quot;3.1.1&quot;</code></td><td>Dialect: a dialect, or any 16 bits.</td></tr><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;validate-answer&quot;</code></td><td>-</td></tr><tr><td><a id="property-guid"></a> <code>guid?</code></td><td><code>readonly</code></td><td><code>&quot;other&quot;</code> | <code>&quot;zero&quot;</code></td><td>Guid: another one, or zeros.</td></tr><tr><td><a id="property-length"></a> <code>length?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes that are left of the 24; default: all of them.</td></tr><tr><td><a id="property-securitymode"></a> <code>securityMode?</code></td><td><code>readonly</code></td><td><code>&quot;none&quot;</code> | <code>&quot;enabled&quot;</code> | <code>&quot;required&quot;</code></td><td>SecurityMode.</td></tr><tr><td><a id="property-with"></a> <code>with?</code></td><td><code>readonly</code></td><td>readonly ( | <code>&quot;DFS&quot;</code> | <code>&quot;LEASING&quot;</code> | <code>&quot;LARGE-MTU&quot;</code> | <code>&quot;MULTI-CHANNEL&quot;</code> | <code>&quot;PERSISTENT-HANDLES&quot;</code> | <code>&quot;DIRECTORY-LEASING&quot;</code> | <code>&quot;ENCRYPTION&quot;</code> | <code>&quot;NOTIFICATIONS&quot;</code>)[]</td><td>Bits of Capabilities that are set.</td></tr><tr><td><a id="property-without"></a> <code>without?</code></td><td><code>readonly</code></td><td>readonly ( | <code>&quot;DFS&quot;</code> | <code>&quot;LEASING&quot;</code> | <code>&quot;LARGE-MTU&quot;</code> | <code>&quot;MULTI-CHANNEL&quot;</code> | <code>&quot;PERSISTENT-HANDLES&quot;</code> | <code>&quot;DIRECTORY-LEASING&quot;</code> | <code>&quot;ENCRYPTION&quot;</code> | <code>&quot;NOTIFICATIONS&quot;</code>)[]</td><td>Bits of Capabilities that are not set.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ValidateAnswerAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ValidateAnswerAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ValidateAnswerAction as default
};
