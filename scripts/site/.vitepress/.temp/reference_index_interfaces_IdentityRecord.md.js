import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: IdentityRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/IdentityRecord.md","filePath":"reference/index/interfaces/IdentityRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/IdentityRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-identityrecord" tabindex="-1">Interface: IdentityRecord <a class="header-anchor" href="#interface-identityrecord" aria-label="Permalink to &quot;Interface: IdentityRecord&quot;">​</a></h1><p>The user, guest or anonymous client of an accepted login, as records hold it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-account"></a> <code>account</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the account, <code>Guest</code>, or the empty string for anonymous.</td></tr><tr><td><a id="property-atdomain"></a> <code>atDomain?</code></td><td><code>readonly</code></td><td><a href="./DomainUserRecord.html"><code>DomainUserRecord</code></a></td><td>The controller&#39;s words about a user of the server&#39;s domain; absent: any other user.</td></tr><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The domain of the account; for local accounts, the server&#39;s (without a domain, its NetBIOS name); empty for anonymous.</td></tr><tr><td><a id="property-identifyonly"></a> <code>identifyOnly?</code></td><td><code>readonly</code></td><td><code>true</code></td><td>The server may learn who the client is, but may not act in its name (GSS_C_IDENTIFY_FLAG; Identify of [MS-NLMP] 3.1.1.1). Absent: the client sets no such limit.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;user&quot;</code> | <code>&quot;guest&quot;</code> | <code>&quot;anonymous&quot;</code></td><td>A guest named an account that does not exist; an anonymous client named none.</td></tr><tr><td><a id="property-sid"></a> <code>sid</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>S-1-5-…</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/IdentityRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const IdentityRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  IdentityRecord as default
};
