import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AuthorityRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/AuthorityRecord.md","filePath":"reference/index/interfaces/AuthorityRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/AuthorityRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-authorityrecord" tabindex="-1">Interface: AuthorityRecord <a class="header-anchor" href="#interface-authorityrecord" aria-label="Permalink to &quot;Interface: AuthorityRecord&quot;">​</a></h1><p>The side that decides about a user of a server in a domain, and the answer of the controller.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-asked"></a> <code>asked</code></td><td><code>readonly</code></td><td><code>&quot;local&quot;</code> | <code>&quot;domain&quot;</code></td><td>The accounts of this server, or a controller of its domain.</td></tr><tr><td><a id="property-because"></a> <code>because</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The rule that told whom to ask, as a sentence.</td></tr><tr><td><a id="property-cause"></a> <code>cause</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The cause in words; undefined: there is nothing to add.</td></tr><tr><td><a id="property-controller"></a> <code>controller</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The controller that answered; undefined: none did, or none was asked.</td></tr><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>NetBIOS name of the server&#39;s domain.</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>Name of the controller&#39;s NTSTATUS, or its number; undefined: it gave none, as for a right response.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/AuthorityRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AuthorityRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AuthorityRecord as default
};
