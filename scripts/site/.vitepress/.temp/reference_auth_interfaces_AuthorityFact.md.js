import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AuthorityFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/AuthorityFact.md","filePath":"reference/auth/interfaces/AuthorityFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/AuthorityFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-authorityfact" tabindex="-1">Interface: AuthorityFact <a class="header-anchor" href="#interface-authorityfact" aria-label="Permalink to &quot;Interface: AuthorityFact&quot;">​</a></h1><p>The side that decides about a user of a server in a domain, and the answer of the controller. The latest of a login counts.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-asked"></a> <code>asked</code></td><td><code>readonly</code></td><td><code>&quot;local&quot;</code> | <code>&quot;domain&quot;</code></td><td>The accounts of this server, or a controller of its domain.</td></tr><tr><td><a id="property-cause"></a> <code>cause?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The cause in a sentence, without secrets; absent: there is nothing to add.</td></tr><tr><td><a id="property-controller"></a> <code>controller?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the controller that answered; absent: none did, or none was asked.</td></tr><tr><td><a id="property-domain"></a> <code>domain</code></td><td><code>readonly</code></td><td><code>string</code></td><td>NetBIOS name of the server&#39;s domain.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;authority&quot;</code></td><td>-</td></tr><tr><td><a id="property-named"></a> <code>named</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/DomainNamed.html"><code>DomainNamed</code></a></td><td>The name by which the client&#39;s user is told to be of one or the other.</td></tr><tr><td><a id="property-outcome"></a> <code>outcome?</code></td><td><code>readonly</code></td><td><code>&quot;refused&quot;</code> | <code>&quot;proved&quot;</code></td><td>Whether the domain proved the user; absent: there is no answer yet, or the domain is not asked.</td></tr><tr><td><a id="property-status"></a> <code>status?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Its NTSTATUS; absent: it gave none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/AuthorityFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AuthorityFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AuthorityFact as default
};
