import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LoginMemoryFailed","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/LoginMemoryFailed.md","filePath":"reference/auth/interfaces/LoginMemoryFailed.md"}');
const _sfc_main = { name: "reference/auth/interfaces/LoginMemoryFailed.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-loginmemoryfailed" tabindex="-1">Interface: LoginMemoryFailed <a class="header-anchor" href="#interface-loginmemoryfailed" aria-label="Permalink to &quot;Interface: LoginMemoryFailed&quot;">​</a></h1><p>The memory of earlier logins, which counts failures and remembers proofs, could not be asked, such as when the process that has it is lost. The client gets STATUS_INTERNAL_ERROR and no details.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-because"></a> <code>because?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>A sentence about the failure, without secrets; absent: nothing more is known that may be shown.</td></tr><tr><td><a id="property-error"></a> <code>error</code></td><td><code>readonly</code></td><td><code>unknown</code></td><td>The error of the memory. It may hold secrets.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;login-memory-failed&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/LoginMemoryFailed.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LoginMemoryFailed = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LoginMemoryFailed as default
};
