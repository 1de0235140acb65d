import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TreeConnect","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/TreeConnect.md","filePath":"reference/auth/interfaces/TreeConnect.md"}');
const _sfc_main = { name: "reference/auth/interfaces/TreeConnect.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-treeconnect" tabindex="-1">Interface: TreeConnect <a class="header-anchor" href="#interface-treeconnect" aria-label="Permalink to &quot;Interface: TreeConnect&quot;">​</a></h1><p>A TREE_CONNECT that was answered ([MS-SMB2] 3.3.5.7).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-folder"></a> <code>folder?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The text behind the share in the path, without its separator. TREE_CONNECT has no place for it.</td></tr><tr><td><a id="property-granted"></a> <code>granted?</code></td><td><code>readonly</code></td><td><code>object</code></td><td>Set for a granted tree.</td></tr><tr><td><code>granted.encrypted</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>-</td></tr><tr><td><code>granted.maximalAccess</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><code>granted.treeId</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><code>granted.type</code></td><td><code>readonly</code></td><td><code>&quot;pipe&quot;</code> | <code>&quot;disk&quot;</code></td><td>-</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;tree-connect&quot;</code></td><td>-</td></tr><tr><td><a id="property-path"></a> <code>path</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The path as asked: <code>\\\\host\\share</code>.</td></tr><tr><td><a id="property-share"></a> <code>share</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The share&#39;s part of the path, up to a further separator; empty when the path has none.</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The status of the answer.</td></tr><tr><td><a id="property-why"></a> <code>why?</code></td><td><code>readonly</code></td><td><code>&quot;encryption-required&quot;</code> | <code>&quot;share-failed&quot;</code></td><td>A reason that the status does not tell. <code>encryption-required</code>: the user may use the share, but the client cannot encrypt. <code>share-failed</code>: a program&#39;s own share did not answer what the user may do.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/TreeConnect.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TreeConnect = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TreeConnect as default
};
